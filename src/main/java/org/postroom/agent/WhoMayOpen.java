package org.postroom.agent;

/** Who may open a ticket of a department on the web form (SPEC A2). */
public enum WhoMayOpen {
    /** Anybody. */
    EVERYONE,
    /** Whoever has confirmed a mail address. */
    VERIFIED,
    /** Nobody: an internal department is not offered, customers can only answer what it sent them. */
    NOBODY
}
