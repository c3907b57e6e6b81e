// An empty program: what Node takes to start and end.
