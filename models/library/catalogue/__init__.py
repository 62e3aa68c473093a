"""Books of numbered entries: loaded from files in versions, looked up by what people ask, quoted, never invented."""
