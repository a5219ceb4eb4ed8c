"""One folder a page: routes, typed context, template, words."""
