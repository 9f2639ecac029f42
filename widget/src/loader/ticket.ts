// A mailed link continues a conversation: PAGE#foyer=TICKET.

/** Takes it out of the address at once, so that it is neither kept nor passed on; the rest of the address stays. */
export function takeTicket(): string | undefined {
  const [page, ticket] = location.href.split("#foyer=");
  if (ticket) history.replaceState(history.state, "", page);
  return ticket;
}
