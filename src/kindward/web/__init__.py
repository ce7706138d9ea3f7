"""The web room: pages and sound over HTTP, a thin edge around the house.

`kindward.web.app:create` makes the application. One folder holds all of one part: what it looks
up, its template, its style and its behaviour. Pages are whole without JavaScript, name nobody
else's server, and keep nothing of a visit.
"""
