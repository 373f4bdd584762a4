package org.postroom.ticket;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Fills a database with tickets as a company of 8 departments and 50 agents has them; the same ones each time. */
public final class ManyTickets {
    static final AgentId AGENT = new AgentId("agent7");
    static final List<GroupId> PLACES = Stream.of("billing", "hr", "it", "legal", "sales", "support", "travel", "works")
            .map(DepartmentId::new)
            .flatMap(department -> Stream.of("first", "second", "third").map(name -> new GroupId(department, name)))
            .toList();

    private static final int BATCH = 500;
    private static final int AGENTS = 50;
    private static final int CUSTOMERS = 20_000;
    private static final List<String> WORDS = List.of(
            "invoice",
            "order",
            "delivery",
            "password",
            "login",
            "contract",
            "meeting",
            "broken",
            "urgent",
            "question",
            "about",
            "missing",
            "wrong",
            "change",
            "address",
            "refund",
            "update",
            "error",
            "screen",
            "battery");

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final ArticleStore articles = ArticleStore.jdbi(ids);
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final Database database;
    private final List<GroupId> places;
    private final AgentId agent;
    private Instant now = Tickets.OPENED;

    ManyTickets(Database database) {
        this(database, PLACES, AGENT);
    }

    /** In these groups, answered by this agent. */
    public ManyTickets(Database database, List<GroupId> places, AgentId agent) {
        this.database = database;
        this.places = List.copyOf(places);
        this.agent = agent;
    }

    TicketStore tickets() {
        return tickets;
    }

    ArticleStore articles() {
        return articles;
    }

    public void fill(int count) {
        for (int done = 0; done < count; done += BATCH) {
            int some = Math.min(BATCH, count - done);
            database.change(transaction -> IntStream.range(0, some).forEach(_ -> add(transaction)));
        }
    }

    private void add(Transaction transaction) {
        now = now.plusSeconds(random.nextInt(60));
        int customer = random.nextInt(CUSTOMERS);
        NamedAddress who =
                new NamedAddress("Customer Number" + customer, EmailAddress.of("customer" + customer + "@example.net"));
        Ticket.Matter matter = new Ticket.Matter(subject(), Optional.of(who));
        GroupId place = places.get(random.nextInt(places.size()));
        Ticket ticket = tickets.open(transaction, new NewTicket("SUP", place, matter, By.customer(who.address()), now));
        write(transaction, ticket, Article.Kind.CUSTOMER_MAIL, By.customer(who.address()));
        write(transaction, ticket, Article.Kind.ANSWER, By.agent(agent, Way.MAIL));
        Instant changed = now.plusSeconds(random.nextInt(3 * 86_400));
        Ticket then = ticket.moved(state(), now)
                .givenTo(assignee(), changed)
                .about(product(), changed)
                .prioritised(priority(), changed)
                .shared(sharing(), changed);
        tickets.update(transaction, then);
        if (!then.sharing().levels().isEmpty()) {
            tickets.share(transaction, then);
        }
    }

    /** One ticket in twenty is about a printer. */
    private String subject() {
        String words = random.ints(5, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
        return random.nextInt(20) == 0 ? "Printer " + words : words;
    }

    private TicketState state() {
        return switch (random.nextInt(20)) {
            case 0 -> TicketState.ACTIVE;
            case 1 -> TicketState.WAITING;
            case 2 -> TicketState.LOCKED;
            default -> TicketState.CLOSED;
        };
    }

    /** One ticket in fifty is about a product. */
    private Optional<ProductId> product() {
        return random.nextInt(50) == 0 ? Optional.of(new ProductId("printer")) : Optional.empty();
    }

    /** One in five hundred is urgent, one in fifty high. */
    private Priority priority() {
        int number = random.nextInt(500);
        if (number == 0) {
            return Priority.URGENT;
        }
        return number <= 10 ? Priority.HIGH : number <= 60 ? Priority.LOW : Priority.NORMAL;
    }

    /** One in five hundred is shared. */
    private Sharing sharing() {
        return random.nextInt(500) == 0
                ? Sharing.none().and(new DepartmentId("sales"), SharingLevel.FULL)
                : Sharing.none();
    }

    private Optional<AgentId> assignee() {
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(new AgentId("agent" + random.nextInt(AGENTS)));
    }

    private void write(Transaction transaction, Ticket ticket, Article.Kind kind, By by) {
        String text = random.ints(60, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
        articles.add(
                transaction,
                ticket.id(),
                new Article.Content(
                        kind,
                        Article.Visibility.PUBLIC,
                        by,
                        Article.Addresses.NONE,
                        ticket.subject(),
                        Optional.empty(),
                        text + "\n\nOn Monday somebody wrote:\n> " + text + "\n",
                        Article.Source.NONE,
                        List.of()),
                now);
    }
}
