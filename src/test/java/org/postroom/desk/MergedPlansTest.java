package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.agent.SampleCompany;
import org.postroom.desk.PlannedAnswer.Kind;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;

/** An answer that waits while its ticket is merged leaves to nobody it was not meant for without being asked about. */
class MergedPlansTest {
    private static final NamedAddress CARL = new NamedAddress("Carl", EmailAddress.of("carl@customer.example.org"));
    private static final NamedAddress DORA = new NamedAddress("Dora", EmailAddress.of("dora@example.net"));

    private final TestDatabase held = TestDatabases.sqlite();
    private final DeskAt desk = new DeskAt(held.database(), 1);
    private final Ticket carls = desk.opened(CARL, "carl");
    private final Ticket doras = desk.opened(DORA, "dora");

    @AfterEach
    void close() {
        held.close();
    }

    private long planned(Ticket ticket, Kind kind) {
        Order order = Order.onPage(
                SampleCompany.organisation().agent(SampleCompany.ANNA).orElseThrow(),
                ticket.id(),
                new Seen.Unknown(),
                new Act.Answer(Words.onPage("Only for you.", List.of(), List.of())));
        Planning planning = held.database()
                .<Planning>write(transaction ->
                        desk.room().planned().plan(transaction, order, new PlannedAnswer.Timing(kind, Instant.EPOCH)));
        return ((Planning.Planned) planning).answer().id();
    }

    private Leaving leave(long id) {
        return held.database()
                .<Leaving>write(transaction -> desk.room().planned().leave(transaction, id));
    }

    private long answers(TicketId ticket) {
        return held.database()
                .<Long>read(transaction -> desk.stores().queue().ofTicket(transaction, ticket).stream()
                        .filter(mail -> mail.about().kind() == OutboundKind.ANSWER)
                        .count());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void waitsForItsAgentsWordOnTheTicketThatIsLeft(Kind kind) {
        long ofTheOne = planned(carls, kind);
        long ofTheOther = planned(doras, kind);
        desk.act(SampleCompany.BEN, carls.id(), new Act.Merge(doras.number()));
        assertThat(List.of(leave(ofTheOne), leave(ofTheOther)))
                .allSatisfy(leaving -> assertThat(((Leaving.Held) leaving).reasons())
                        .contains("SUP-1001 became part of this ticket in the meantime: what is"
                                + " written here goes to its people too."));
        assertThat(answers(doras.id())).isZero();
        assertThat(held.database()
                        .<List<PlannedAnswer>>read(
                                transaction -> desk.room().plannedStore().ofTicket(transaction, doras.id())))
                .hasSize(2);
    }

    private Leaving sendNow(long id, int shown) {
        return held.database()
                .<Leaving>write(transaction -> desk.room().planned().sendNow(transaction, id, shown));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void sendingNowWaitsUntilItsAgentHasReadWhatWasMerged(Kind kind) {
        long id = planned(doras, kind);
        desk.act(SampleCompany.BEN, carls.id(), new Act.Merge(doras.number()));
        assertThat(sendNow(id, 0))
                .isInstanceOfSatisfying(
                        Leaving.Held.class,
                        asked -> assertThat(asked.reasons())
                                .hasSize(2)
                                .anyMatch(reason -> reason.startsWith("SUP-1001 became part"))
                                .anyMatch(reason -> reason.startsWith(CARL.address() + " joined")));
        assertThat(sendNow(id, 0)).isInstanceOf(Leaving.Held.class);
        assertThat(answers(doras.id())).isZero();

        Ticket third = desk.opened(CARL, "the scanner");
        desk.act(SampleCompany.BEN, third.id(), new Act.Merge(doras.number()));
        assertThat(sendNow(id, 2))
                .isInstanceOfSatisfying(
                        Leaving.Held.class,
                        asked -> assertThat(asked.reasons())
                                .hasSize(3)
                                .anyMatch(reason -> reason.startsWith("SUP-1003 became part")));
        assertThat(answers(doras.id())).isZero();
        assertThat(sendNow(id, 3)).isInstanceOf(Leaving.Left.class);
        assertThat(answers(doras.id())).isOne();
    }

    @Test
    void leavesWhereNothingWasMergedMeanwhile() {
        desk.act(SampleCompany.BEN, carls.id(), new Act.Merge(doras.number()));
        assertThat(leave(planned(doras, Kind.UNDO))).isInstanceOf(Leaving.Left.class);
        assertThat(answers(doras.id())).isEqualTo(1);
    }
}
