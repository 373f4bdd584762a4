package org.postroom.agent;

/** The id of an SMTP account: the name of its file under {@code conf/smtp/}. */
public record SmtpAccountId(String value) {
    /** Throws IllegalArgumentException when the value is not as {@link IdSyntax#RULE} says. */
    public SmtpAccountId {
        IdSyntax.check("SMTP account", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
