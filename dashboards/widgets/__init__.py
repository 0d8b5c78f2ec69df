"""Parts of the page that are drawn in the browser, each in one file of `vue/`."""
