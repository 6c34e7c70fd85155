"""What icebreak does for people: one module a concern, the same for pages, HTTP and sockets."""
