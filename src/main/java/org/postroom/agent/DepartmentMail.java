package org.postroom.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postroom.mail.EmailAddress;

/**
 * How a department writes and is written to.
 *
 * @param addresses the department's address first, then its aliases; at least one
 * @param displayName in front of the address in From
 * @param language of its automatic mail
 * @param smtp the account its mail leaves by
 * @param plusAddresses whether {@code support+anything@} reaches the mailbox of {@code support@}
 * @param linkText what its mails call the link by which customers see their tickets on the page
 */
public record DepartmentMail(
        List<EmailAddress> addresses,
        String displayName,
        Locale language,
        SmtpAccountId smtp,
        boolean plusAddresses,
        String linkText) {
    /** Throws IllegalArgumentException when there is no address. */
    public DepartmentMail {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A department has at least one address");
        }
    }

    /** With one address more. */
    DepartmentMail withAlias(EmailAddress alias) {
        List<EmailAddress> more = new ArrayList<>(addresses);
        more.add(alias);
        return new DepartmentMail(more, displayName, language, smtp, plusAddresses, linkText);
    }
}
