package org.postroom.web.login;

/**
 * How dear a hash is to compute (RFC 9106 section 3.1).
 *
 * @param memory KiB
 * @param passes over that memory
 * @param lanes that could be computed at the same time
 */
record HashCost(int memory, int passes, int lanes) {
    /** Of OWASP's password storage cheat sheet, the choice with the most memory but one: 19 MiB, two passes, one lane. */
    static final HashCost OWASP = new HashCost(19 * 1024, 2, 1);

    /** Whether a hash of this cost should be replaced by one of that. */
    boolean isBelow(HashCost other) {
        return memory < other.memory || passes < other.passes || lanes < other.lanes;
    }
}
