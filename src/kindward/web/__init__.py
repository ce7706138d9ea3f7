"""The web room: pages and sound over HTTP, a thin edge around the house.

`kindward.web.app:create` makes the application. What every answer passes is in `http/`; areas that
are the same for everyone are in `public/`, and areas of one's own in `private/`. One folder holds
all of one area: its addresses, what it looks up, its template, its style and its behaviour. Pages
are whole without JavaScript, name nobody else's server, and keep nothing of a visit.
"""
