package io.tableorder.notifier.web;

import io.tableorder.operability.security.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Issues tickets for browsers' own EventSource, which sends no headers. */
@RestController
class TicketController {

    static final String PATH = "/api/v1/admin/stream-tickets";

    private final Tickets tickets;

    TicketController(Tickets tickets) {
        this.tickets = tickets;
    }

    /** @param expiresIn seconds */
    record Ticket(String ticket, long expiresIn) {}

    @PostMapping(PATH)
    Ticket issue(Caller caller) {
        return new Ticket(tickets.issue(caller), Tickets.LIFETIME.toSeconds());
    }
}
