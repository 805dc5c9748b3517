"""How a ticket store of an earlier program becomes one of this: forward only, one file a step, never changed later."""
