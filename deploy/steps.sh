# What deploy/install and deploy/upgrade share: a release made of the code that they lie in, and the system's files. sh.
# Every step can be repeated: it says what it did, or that it was done before.

HOME_OF_CODE=/srv/isuwc
CURRENT=$HOME_OF_CODE/current
ENV_FILE=/etc/isuwc/isuwc.env
NGINX=/etc/nginx
KEPT_RELEASES=3
KEPT_ASSETS=180 # days that styles and scripts of former releases are still answered, for pages that are open or in caches

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }
say() { printf '  %s\n' "$*"; }
die() {
	printf '\nisuwc: %s\n' "$*" >&2
	exit 1
}

as_site() { # COMMAND …: as the site's user, with nothing of our environment
	runuser -u isuwc -- env -i PATH=/usr/bin:/bin HOME=/var/lib/isuwc LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
		ENV_FILE="$ENV_FILE" "$@"
}

manage() { # RELEASE COMMAND …
	release=$1
	shift
	as_site "$release/.venv/bin/python" "$release/manage.py" "$@"
}

setting() { # NAME: what the file of settings says
	sed -n "s/^ *\(export \)\{0,1\}$1 *= *//p" "$ENV_FILE" | sed "s/ *\$//; s/^\([\"']\)\(.*\)\1\$/\2/"
}

has_systemd() { [ -d /run/systemd/system ]; }

check_settings() { # RELEASE: what the site says of them, and what nginx has to be told; not 0 if anything is odd
	for name in SITE_URL MEDIA_ROOT; do
		case $(setting "$name") in
			'') say "$ENV_FILE has no $name, which nginx has to know."; return 1 ;;
			*[!A-Za-z0-9/:._-]*) say "$name has a sign that nginx would take for something else."; return 1 ;;
		esac
	done
	manage "$1" check --deploy --fail-level WARNING --database default
}

is_git() { # SOURCE: whether it is a checkout. One that git refuses to read must not pass for an archive.
	git -C "$1" rev-parse HEAD >/dev/null 2>&1 && return
	[ ! -e "$1/.git" ] || die "git can't read $1: $(git -C "$1" rev-parse HEAD 2>&1 | head -n 4)"
	return 1
}

version_of() { # SOURCE: the version, and the commit unless it is the one of the version's tag
	number=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$1/pyproject.toml" | head -n 1)
	[ -n "$number" ] || die "$1/pyproject.toml has no version."
	if is_git "$1"; then
		[ "$(git -C "$1" describe --tags --exact-match 2>/dev/null)" = "v$number" ] ||
			number=$number-$(git -C "$1" rev-parse --short=8 HEAD)
	fi
	printf '%s' "$number"
}

make_release() { # SOURCE: sets RELEASE, the folder of its code with its packages. Nothing that runs is touched.
	RELEASE=$HOME_OF_CODE/releases/$(version_of "$1")
	if [ -e "$RELEASE/.complete" ]; then
		say "$RELEASE is there already."
		return
	fi
	install -d -m 755 "$HOME_OF_CODE" "$HOME_OF_CODE/releases"
	rm -rf "$RELEASE" # left by an interruption
	mkdir "$RELEASE"
	if is_git "$1"; then
		[ -z "$(git -C "$1" status --porcelain --untracked-files=no)" ] ||
			say "Changes in $1 that are not committed are left out."
		git -C "$1" archive HEAD | tar -x -C "$RELEASE"
	else
		tar -c -C "$1" --exclude=./.venv --exclude=./var --exclude=./.git . | tar -x -C "$RELEASE"
	fi
	wanted=requirements-server.txt
	[ -e "$RELEASE/$wanted" ] || wanted=requirements.txt # releases before 0.2
	python3 -m venv "$RELEASE/.venv"
	"$RELEASE/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes \
		-r "$RELEASE/$wanted"
	# The site can't write to its code, so Python's compiled files are made once, here.
	"$RELEASE/.venv/bin/python" -m compileall -q "$RELEASE/isuwc" "$RELEASE/events" "$RELEASE/standings" "$RELEASE/news" \
		"$RELEASE/.venv/lib" >/dev/null || true
	chown -R root:root "$RELEASE"
	chmod -R u=rwX,go=rX "$RELEASE"
	touch "$RELEASE/.complete"
	say "made $RELEASE"
}

collect_static() { # RELEASE: its styles and scripts, and beside them those that pages of former releases still name
	if [ -e "$1/var/static/staticfiles.json" ]; then
		say "are in $1/var/static already."
		return
	fi
	install -d -m 755 "$1/var" "$1/var/static"
	chown -R isuwc:isuwc "$1/var/static"
	manage "$1" collectstatic --noinput --verbosity 0
	chown -R root:root "$1/var/static"
	if [ -d "$CURRENT/var/static" ] && [ "$(readlink -f "$CURRENT")" != "$1" ]; then
		(cd "$CURRENT/var/static" && find . -type f -mtime "-$KEPT_ASSETS") | while read -r file; do
			[ -e "$1/var/static/$file" ] && continue
			mkdir -p "$1/var/static/$(dirname "$file")"
			ln "$CURRENT/var/static/$file" "$1/var/static/$file"
		done
	fi
	say "$(find "$1/var/static" -type f | wc -l) styles, scripts and typefaces in $1/var/static"
}

put() { # FILE PLACE MODE: sets CHANGED if the place had another file
	if cmp -s "$1" "$2"; then return; fi
	install -D -m "$3" "$1" "$2"
	say "wrote $2"
	CHANGED=yes
}

put_system_files() { # SOURCE: the command `isuwc`, units and timers, nginx
	CHANGED=
	put "$1/deploy/isuwc" /usr/local/bin/isuwc 755
	CHANGED=
	for unit in "$1"/deploy/isuwc*.service "$1"/deploy/isuwc*.socket "$1"/deploy/isuwc*.timer; do
		put "$unit" "/etc/systemd/system/$(basename "$unit")" 644
	done
	if [ -n "$CHANGED" ] && has_systemd; then systemctl daemon-reload; fi
	put_nginx "$1"
}

put_nginx() { # SOURCE. If nginx refuses it, all is as it was before: it has to start with what is there, too.
	host=$(setting SITE_URL | sed 's#^https\{0,1\}://##; s#[:/].*##')
	media=$(setting MEDIA_ROOT)
	if [ -z "$host" ] || [ -z "${media%/}" ]; then # an empty folder would be the whole disk
		die "$ENV_FILE has no SITE_URL or MEDIA_ROOT, which nginx has to know."
	fi
	made=$(mktemp)
	before=$(mktemp)
	sed "s#/var/lib/isuwc/media#${media%/}#g; s#example\.org#$host#g" "$1/deploy/nginx.conf" >"$made"
	# `http2` behind `listen` is an old way from 1.25.1 on, and the only one before
	number=$(nginx -v 2>&1 | sed 's#.*/\([0-9.]*\).*#\1#')
	if [ "$(printf '%s\n1.25.1\n' "$number" | sort -V | head -n 1)" = 1.25.1 ]; then
		sed -i 's/ ssl http2/ ssl/; s/^\( *\)server_name .*;$/&\n\1http2 on;/' "$made"
	fi
	place=$NGINX/sites-available/isuwc
	[ ! -e "$place" ] || cp "$place" "$before"
	CHANGED='' EXAMPLE=''
	put "$made" "$place" 644
	if [ "$(readlink -f "$NGINX/sites-enabled/isuwc" 2>/dev/null)" != "$(readlink -f "$place")" ]; then
		ln -sf "$place" "$NGINX/sites-enabled/isuwc"
		CHANGED=yes
	fi
	if [ -L "$NGINX/sites-enabled/default" ]; then
		EXAMPLE=$(readlink "$NGINX/sites-enabled/default")
		rm "$NGINX/sites-enabled/default"
		say "took Debian's example site out of $NGINX/sites-enabled: ours answers whoever asks for no host that is known"
		CHANGED=yes
	fi
	if ! nginx -t -q; then
		if [ -s "$before" ]; then cat "$before" >"$place"; else rm -f "$place" "$NGINX/sites-enabled/isuwc"; fi
		[ -z "$EXAMPLE" ] || ln -s "$EXAMPLE" "$NGINX/sites-enabled/default"
		rm "$made" "$before"
		die "nginx refuses the configuration above; its files are as they were, and so is what runs."
	fi
	rm "$made" "$before"
	if [ -z "$CHANGED" ]; then
		say "nginx is as it was."
	elif has_systemd; then
		systemctl reload-or-restart nginx
		say "nginx has loaded it."
	fi
}

# systemd alone can stop a service and start it again with nobody let in between: whoever asks meanwhile would start it.
migrate_between() { # RELEASE, the current one: the server ends, the tables are changed, and it starts; requests wait
	place=/run/systemd/system/isuwc.service.d
	timers=$(systemctl list-units --state=active --plain --no-legend 'isuwc-*.timer' | cut -d' ' -f1)
	# shellcheck disable=SC2086  # words
	[ -z "$timers" ] || systemctl stop $timers
	install -d -m 755 "$place"
	printf '[Service]\nTimeoutStartSec=infinity\nRestart=no\nExecStartPre=%s\n' \
		"$1/.venv/bin/python $1/manage.py migrate_whole" >"$place/migrate.conf"
	systemctl daemon-reload
	done=0
	systemctl restart isuwc.service || done=$?
	rm "$place/migrate.conf"
	systemctl daemon-reload
	# shellcheck disable=SC2086
	[ -z "$timers" ] || systemctl start $timers
	return "$done"
}

set_timers() { # OLD NEW: begin those that only the new release has, end those that only the old one had; yours stay
	for timer in "$2"/deploy/isuwc*.timer; do
		[ -e "$1/deploy/$(basename "$timer")" ] || systemctl enable -q --now "$(basename "$timer")"
	done
	for timer in "$1"/deploy/isuwc*.timer; do
		[ ! -e "$timer" ] || [ -e "$2/deploy/$(basename "$timer")" ] || systemctl disable -q --now "$(basename "$timer")"
	done
}

switch_to() { # RELEASE: from now on it is the current one
	ln -sfn "$1" "$HOME_OF_CODE/.next"
	mv -T "$HOME_OF_CODE/.next" "$CURRENT"
}

remove_old_releases() { # OLD: which ran until now, and is the way back
	current=$(readlink -f "$CURRENT")
	find "$HOME_OF_CODE/releases" -mindepth 1 -maxdepth 1 -printf '%T@ %p\n' | sort -rn | cut -d' ' -f2- |
		tail -n "+$((KEPT_RELEASES + 1))" | while read -r old; do
		case $old in "$current" | "$1") continue ;; esac
		rm -rf "$old"
		say "removed $old"
	done
}
