"""What other sites show of ours: pages for their iframes (`frames`, made by `kinds`), oEmbed (`oembed`), and the page
that gives the code (`choice`). docs/embeds.md says it for those who embed.
"""
