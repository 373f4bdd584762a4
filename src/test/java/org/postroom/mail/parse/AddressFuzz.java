package org.postroom.mail.parse;

import java.util.List;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/** Whatever a header says, only addresses come out of it, and no more than asked for. */
public final class AddressFuzz {
    private AddressFuzz() {}

    private static final int MOST = 20;

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        List<NamedAddress> read = AddressList.parse(Words.of(data), MOST);
        Hold.that(read.size() <= MOST, "too many");
        for (NamedAddress one : read) {
            String address = one.address().value();
            Hold.that(EmailAddress.parse(address).filter(one.address()::equals).isPresent(), "no address: " + address);
            Hold.that(address.codePoints().noneMatch(Character::isISOControl), "control in an address");
        }
    }
}
