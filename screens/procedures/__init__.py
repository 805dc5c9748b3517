"""From a life situation to what to bring (thủ tục hành chính)."""
