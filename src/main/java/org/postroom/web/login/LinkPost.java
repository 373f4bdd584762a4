package org.postroom.web.login;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.LoginLetters;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundOrder;
import org.postroom.outbound.OutboundQueue;
import org.postroom.schedule.Task;
import org.postroom.storage.Transaction;

/**
 * Writes the links that were asked for. Apart from the asking, which therefore takes the same time whether there is anybody
 * to write to.
 */
public final class LinkPost implements Task {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 50;

    private final LoginStores stores;
    private final LoginLive live;
    private final LoginLetters letters;
    private final OutboundQueue queue;
    private final InstantSource clock;

    public LinkPost(
            LoginStores stores, LoginLive live, LoginLetters letters, OutboundQueue queue, InstantSource clock) {
        this.stores = stores;
        this.live = live;
        this.letters = letters;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        List<LoginWish> wishes =
                stores.database().read(transaction -> stores.wishes().list(transaction, BATCH));
        for (LoginWish wish : wishes) {
            stores.database().change(transaction -> grant(transaction, wish));
        }
        return wishes.size() < BATCH ? INTERVAL : Duration.ZERO;
    }

    private void grant(Transaction transaction, LoginWish wish) {
        Instant now = clock.instant();
        boolean mine = stores.wishes().remove(transaction, wish.id());
        boolean stale = wish.asked().plus(LoginLinks.LIFETIME).isBefore(now);
        if (mine && !stale) {
            Organisation organisation = live.organisation().get();
            wish.agent()
                    .flatMap(organisation::agent)
                    .ifPresent(agent -> organisation
                            .senderTo(agent)
                            .ifPresent(sender -> live.publicUrl()
                                    .get()
                                    .ifPresent(url -> send(transaction, wish, agent, sender, url))));
        }
    }

    private void send(Transaction transaction, LoginWish wish, Agent agent, Department sender, URI publicUrl) {
        URI link =
                stores.links().create(transaction, agent.id(), clock.instant()).under(publicUrl);
        OutgoingMail mail =
                letters.write(agent, sender, new LoginLetters.Link(link, LoginLinks.LIFETIME, wish.client()));
        queue.enqueue(
                transaction,
                new OutboundOrder(
                        mail, sender.smtp(), OutboundKind.NOTICE, sender.id(), Optional.empty(), Optional.empty()));
    }
}
