package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;
import static org.postroom.intake.Office.SUPPORT_DESK;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postroom.agent.SampleCompany;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.DeskStores;
import org.postroom.mail.MessageId;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.TestDatabases;

/** A mail to two departments at once, whose copies are settled by two nodes. */
@EnabledIf(value = "org.postroom.testing.MariaDbServer#installed", disabledReason = "mariadbd is not installed here")
class CopiesAtOnceTest {
    private static final MessageId ORIGINAL = new MessageId("question@customer.example.org");

    /** Long enough for the other node to come to the same place, if nothing keeps it. */
    private static final int MEETING_MILLIS = 1_500;

    private final CyclicBarrier looking = new CyclicBarrier(2);

    @Test
    void makesOneTicketOfWhatAnAgentForwardsToBoth() {
        try (Office office = office()) {
            office.trusts(ForwardCase.SERVER);
            String original = ForwardCase.simple("carl@customer.example.org", ORIGINAL.value());
            settleAtOnce(
                    office,
                    ForwardCase.attached(SampleCompany.CARLA_ADDRESS, "", original)
                            .with(ForwardCase.PASS));
            assertThat(office.tickets()).hasSize(1);
        }
    }

    @Test
    void answersOnceWhatACustomerWritesToBoth() {
        try (Office office = office()) {
            settleAtOnce(
                    office,
                    Letter.from(CARL.value(), SUPPORT, "Broken printer", "It does not print.")
                            .id(ORIGINAL.value()));
            assertThat(office.tickets()).hasSize(2);
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(1);
        }
    }

    private Office office() {
        return new Office(TestDatabases.mariadb(), this::meeting, () -> new MailReader(ReadLimits.standard()));
    }

    private static void settleAtOnce(Office office, Letter letter) {
        office.fetched(SUPPORT_DESK, letter.raw("a"));
        office.fetched(SampleCompany.SALES, letter.raw("b"));
        Stream.of(SUPPORT_DESK, SampleCompany.SALES)
                .map(department ->
                        CompletableFuture.runAsync(() -> office.work(department), Thread::startVirtualThread))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private IntakeStores meeting(IntakeStores stores) {
        DeskStores desk = stores.desk();
        DeskStores meeting = new DeskStores(
                desk.ids(),
                desk.raws(),
                desk.tickets(),
                desk.articles(),
                desk.history(),
                meeting(desk.threads()),
                desk.failing(),
                desk.assigning(),
                desk.moving(),
                desk.queue());
        return new IntakeStores(meeting, stores.spool(), stores.held(), stores.storms(), stores.floods());
    }

    /** Whoever looks for the mail's ticket has found none before both have looked. */
    private ThreadIndex meeting(ThreadIndex threads) {
        InvocationHandler handler = (_, method, arguments) -> {
            Object found = method.invoke(threads, arguments);
            if (method.getName().equals("ticketsOf") && List.of(ORIGINAL).equals(arguments[1])) {
                meet();
            }
            return found;
        };
        return (ThreadIndex)
                Proxy.newProxyInstance(ThreadIndex.class.getClassLoader(), new Class<?>[] {ThreadIndex.class}, handler);
    }

    private void meet() {
        try {
            looking.await(MEETING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // The other one does not come: it waits for this one's ticket
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
