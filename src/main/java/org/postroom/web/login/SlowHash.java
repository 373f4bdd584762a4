package org.postroom.web.login;

/** A hash function that is dear on purpose. */
interface SlowHash {
    /** Hashes a password with a salt of its own. */
    PasswordHash hash(Password password, HashCost cost, byte[] salt);

    /** Hashes a password with the salt and cost of a hash, and tells, in constant time, whether the result is the same. */
    boolean matches(Password password, PasswordHash hash);

    /** What a hash cost. */
    HashCost costOf(PasswordHash hash);
}
