"""The roles that the restaurant system knows, and what each may do."""

ROLES = {
    "guest": ["menu.read", "order.place"],
    "waiter": ["menu.read", "order.place", "order.serve"],
    "kitchen": ["order.read", "order.complete"],
    "manager": ["menu.write", "order.read", "order.cancel", "staff.write"],
}
