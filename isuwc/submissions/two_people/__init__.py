"""Two people with the same form open: what each of them changed is kept, or asked about.

`change_forms.SharedForms` compares what a form was opened on (`opened`) with what was typed and with what is stored
now, field by field and row by row (`merging`, pure): what one person changed is kept, and of what two have changed each
is asked for (`words` says it). `values` knows what a browser sends for a field, `rows` takes the rows of a submission
apart and puts them together, `deleted` answers the form of a row that is gone.

django-concurrency (2.8, MIT, kept up) was looked at. It has a version for a row as a whole, in a column that each table
needs, raised by `save()` or by a trigger: two people who change different fields of one event are in each other's way,
rows of inlines are compared with themselves alone, and of a conflict it says that there is one. Here a form carries the
values that it showed, so no table changes, and an import, a command or SQL is noticed like a form.
"""
