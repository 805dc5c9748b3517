"""Gói nội dung: procedures, life events, lanes and the office, read whole or refused with every mistake named."""
