package org.postroom.agent;

/** What a person may do with a ticket, as far as permission goes: whether the ticket's life allows it is another question. */
public enum TicketAction {
    /** See it, with all that agents know of it. */
    VIEW("see"),
    /** Leave words for colleagues. */
    COMMENT("comment on"),
    /** Write to the customer. */
    ANSWER("answer"),
    /** Close and reopen it, say which product it is about and how urgent it is. */
    CHANGE("close, reopen or change"),
    /** Take it, give it to somebody, take it away. */
    ASSIGN("take or assign"),
    /** Send it on to colleagues, who are not told it otherwise. */
    FORWARD("forward"),
    /** Move it to another group or department. */
    TRANSFER("transfer"),
    /** Make it part of another one, which takes this right on both, or split some of it off. */
    MERGE("merge or split"),
    /** Share it with other departments, change at which level, and end it. */
    SHARE("share"),
    /** Lock and unlock it. */
    LOCK("lock or unlock"),
    /** Read its mails byte by byte: they may hold customers' reply tokens and secret links. */
    READ_RAW("read the raw mails of");

    private final String verb;

    TicketAction(String verb) {
        this.verb = verb;
    }

    /** As in "You may not … this ticket." */
    String verb() {
        return verb;
    }
}
