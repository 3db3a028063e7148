"""The pictures that messengers and social networks show of a page; not the page's own charts."""
