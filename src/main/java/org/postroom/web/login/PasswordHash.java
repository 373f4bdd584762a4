package org.postroom.web.login;

/** A password's hash with its salt and cost, in the PHC string format ({@code $argon2id$v=19$m=…}). Prints as {@code ***}. */
record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "***";
    }
}
