package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.SentBytes;
import org.postroom.autoreply.Writers;
import org.postroom.mail.EmailAddress;
import org.postroom.notify.LoginLetters;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.QueueEntry;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;

@OnBothDatabases
class LinkPostTest {
    private static final Pattern LINK = Pattern.compile("https://help\\.example\\.com/login/link/([A-Za-z0-9_-]{43})");
    private static final AgentId ROOT = new AgentId("root");

    @DatabaseTest
    void mailsALinkThatLogsIn(Database database) {
        Porch porch = new Porch(database);

        assertThat(porch.logIn.askLink("anna", Porch.HOME)).isEqualTo(new AskResult.Asked());
        OutboundMail mail = posted(porch).getFirst();

        assertThat(porch.linksAsked).hasValue(1);
        assertThat(mail.recipients())
                .extracting(OutboundMail.Recipient::address)
                .containsExactly(SampleCompany.ANNA_ADDRESS);
        assertThat(mail.about().kind()).isEqualTo(OutboundKind.NOTICE);
        assertThat(mail.about().department()).isEqualTo(SampleCompany.SUPPORT);
        assertThat(text(porch, mail))
                .contains("From: Acme Support <support@example.com>", "Auto-Submitted: auto-generated")
                .contains("15 minutes", "from the address 192.0.2.7")
                .doesNotContain("Reply-To");
        assertThat(porch.logIn.byLink(tokenIn(text(porch, mail)), Porch.HOME)).isInstanceOf(LogInResult.In.class);
    }

    @DatabaseTest
    void writesToTheFirstAddressWhateverWasTypedAndInTheAgentsLanguage(Database database) {
        Porch porch = new Porch(database);
        porch.organisation.set(with(agent(
                List.of(EmailAddress.of("anna@example.net"), EmailAddress.of("anna.old@example.net")),
                Map.of(SampleCompany.SUPPORT, Role.AGENT))));

        porch.logIn.askLink("Anna.Old+x@example.net", Porch.HOME);
        OutboundMail mail = posted(porch).getFirst();

        assertThat(mail.recipients())
                .extracting(OutboundMail.Recipient::address)
                .containsExactly(EmailAddress.of("anna@example.net"));
        assertThat(text(porch, mail)).contains("Guten Tag", "innerhalb von 15 Minuten");
    }

    @DatabaseTest
    void writesToAnAdminWithoutDepartmentFromAnyThatIsSwitchedOn(Database database) {
        Porch porch = new Porch(database);
        porch.organisation.set(with(agent(List.of(EmailAddress.of("root@example.net")), Map.of())));

        porch.logIn.askLink("root", Porch.HOME);

        assertThat(posted(porch)).extracting(mail -> mail.about().department()).containsExactly(SampleCompany.SALES);
    }

    @DatabaseTest
    void doesTheSameForANameThatIsNobodysButWritesNothing(Database database) {
        Porch porch = new Porch(database);

        assertThat(porch.logIn.askLink("zoe@example.org", Porch.HOME)).isEqualTo(new AskResult.Asked());
        assertThat(database.<List<LoginWish>>read(
                        transaction -> porch.stores.wishes().list(transaction, 10)))
                .hasSize(1);
        assertThat(porch.linksAsked).hasValue(1);

        assertThat(posted(porch)).isEmpty();
        assertThat(database.<List<LoginWish>>read(
                        transaction -> porch.stores.wishes().list(transaction, 10)))
                .isEmpty();
    }

    @DatabaseTest
    void writesEachLinkOnce(Database database) {
        Porch porch = new Porch(database);
        porch.logIn.askLink("anna", Porch.HOME);
        porch.logIn.askLink("ben", Porch.HOME);

        assertThat(posted(porch)).hasSize(2);
        assertThat(posted(porch)).hasSize(2);
    }

    @DatabaseTest
    void writesNoLinkThatWasAskedForTooLongAgo(Database database) {
        Porch porch = new Porch(database);
        porch.logIn.askLink("anna", Porch.HOME);
        porch.clock.forward(LoginLinks.LIFETIME.plusSeconds(1));

        assertThat(posted(porch)).isEmpty();
    }

    @DatabaseTest
    void writesFiveLinksAnHourAndAnswersAlikeWhetherTheAccountExists(Database database) {
        Porch porch = new Porch(database);
        List<AskResult> annas = new ArrayList<>();
        List<AskResult> zoes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            annas.add(porch.logIn.askLink("anna", Porch.HOME));
            zoes.add(porch.logIn.askLink("zoe", Porch.ELSEWHERE));
        }

        assertThat(posted(porch)).hasSize(5);
        assertThat(annas).isEqualTo(zoes);
        assertThat(annas.getLast()).isEqualTo(new AskResult.Later(Duration.ofHours(1)));
    }

    @DatabaseTest
    void saysThatLinksAreNotSetUpWithoutAPublicAddressOrADepartment(Database database) {
        Porch porch = new Porch(database);
        porch.publicUrl.set(Optional.empty());
        assertThat(porch.logIn.sendsLinks()).isFalse();
        assertThat(porch.logIn.askLink("anna", Porch.HOME)).isEqualTo(new AskResult.NotSetUp());

        porch.publicUrl.set(Optional.of(URI.create("https://help.example.com/")));
        assertThat(porch.logIn.sendsLinks()).isTrue();
        porch.organisation.set(new Organisation(List.of(), List.of(), List.of(), List.of(), List.of()));
        assertThat(porch.logIn.askLink("anna", Porch.HOME)).isEqualTo(new AskResult.NotSetUp());
    }

    private static List<OutboundMail> posted(Porch porch) {
        LoginLetters letters =
                new LoginLetters(porch.organisation::get, Writers.TEMPLATES, porch.stores.ids(), porch.clock);
        OutboundQueue queue = OutboundQueue.jdbi(porch.stores.ids(), raws(porch), porch.clock, account -> {});
        assertThat(new LinkPost(porch.stores, porch.live, letters, queue, porch.clock).run())
                .isPositive();
        return porch.stores.database().<List<QueueEntry>>read(transaction -> queue.list(transaction, 100)).stream()
                .map(QueueEntry::mail)
                .toList();
    }

    private static RawStore raws(Porch porch) {
        return RawStore.jdbi(porch.stores.ids());
    }

    private static String text(Porch porch, OutboundMail mail) {
        return porch.stores
                .database()
                .read(transaction -> SentBytes.everythingIn(
                        raws(porch).get(transaction, mail.stored().rawId())));
    }

    private static LinkToken tokenIn(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).isTrue();
        return LinkToken.parse(link.group(1)).orElseThrow();
    }

    private static Agent agent(List<EmailAddress> addresses, Map<DepartmentId, Role> roles) {
        return new Agent(ROOT, "Rita Root", addresses, Set.of(), roles, true, "", Locale.GERMAN, Optional.empty());
    }

    /** The sample company with support switched off and nobody but this agent. */
    private static Organisation with(Agent agent) {
        Department support = SampleCompany.support();
        Department off = new Department(
                support.id(),
                support.name(),
                support.brand(),
                false,
                support.mail(),
                support.hours(),
                support.tickets(),
                support.groups());
        return new Organisation(
                List.of(SampleCompany.brand()),
                List.of(off, SampleCompany.sales()),
                List.of(agent),
                List.of(),
                List.of());
    }
}
