package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class FailingAddressesTest {
    private static final EmailAddress DEAD = EmailAddress.of("Dead@example.org");
    private static final Instant LATER = OPENED.plus(Duration.ofDays(1));

    private final FailingAddresses failing = FailingAddresses.jdbi();

    @DatabaseTest
    void remembersSinceWhenAnAddressFailsUntilItWorks(Database database) {
        assertThat(find(database)).isEmpty();
        database.change(t -> failing.failed(t, DEAD, "5.1.1", OPENED));
        database.change(t -> failing.failed(t, EmailAddress.of("dead@EXAMPLE.org"), "5.2.1 " + "x".repeat(900), LATER));
        assertThat(find(database)).hasValueSatisfying(known -> {
            assertThat(known.since()).isEqualTo(OPENED);
            assertThat(known.last()).isEqualTo(LATER);
            assertThat(known.status()).startsWith("5.2.1");
        });
        database.change(t -> failing.works(t, DEAD));
        assertThat(find(database)).isEmpty();
    }

    private Optional<FailingAddresses.Failing> find(Database database) {
        return database.read(t -> failing.find(t, DEAD));
    }
}
