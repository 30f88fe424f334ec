"""What machines are told about a page in its <head>.

That is JSON-LD in the vocabulary of schema.org, and the meta tags of Open Graph and X. All in here is a
function from values to plain data. Every URL that goes in is absolute, and so is every URL that comes out.
"""
