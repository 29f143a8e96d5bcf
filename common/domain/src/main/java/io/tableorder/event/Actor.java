package io.tableorder.event;

/**
 * Who did it, as the journal will say for ever.
 *
 * @param id the account's id, or the table's; never a name, a password or a token
 */
public record Actor(Role role, String id) {}
