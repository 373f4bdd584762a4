package org.postroom.agent;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postroom.mail.EmailAddress;

/**
 * Everybody and everything conf names, with the look-ups the features need. Unchanging; a new conf is a new organisation.
 *
 * <p>An address is looked up with its plus detail ignored: {@code support+x@example.com} is the department's as
 * {@code support@example.com} is.
 */
public final class Organisation {
    private final Map<BrandId, Brand> brands;
    private final Map<DepartmentId, Department> departments;
    private final Map<AgentId, Agent> agents;
    private final Map<ProductId, Product> products;
    private final Map<EmailAddress, Department> departmentsByAddress;
    private final Map<EmailAddress, Agent> agentsByAddress;
    private final Set<EmailAddress> ownAddresses;

    /**
     * @param accountAddresses the addresses SMTP accounts send with; they are ours as the departments' are
     * @throws IllegalArgumentException when an id or address occurs twice, or a reference leads nowhere
     */
    public Organisation(
            Collection<Brand> brands,
            Collection<Department> departments,
            Collection<Agent> agents,
            Collection<Product> products,
            Collection<EmailAddress> accountAddresses) {
        this.brands = index(brands, brand -> List.of(brand.id()));
        this.departments = index(departments, department -> List.of(department.id()));
        this.agents = index(agents, agent -> List.of(agent.id()));
        this.products = index(products, product -> List.of(product.id()));
        this.departmentsByAddress = index(departments, department -> bare(department.addresses()));
        this.agentsByAddress = index(agents, agent -> bare(agent.addresses()));
        this.ownAddresses = new LinkedHashSet<>(departmentsByAddress.keySet());
        this.ownAddresses.addAll(bare(accountAddresses));
        checkReferences();
    }

    public List<Brand> brands() {
        return List.copyOf(brands.values());
    }

    public List<Department> departments() {
        return List.copyOf(departments.values());
    }

    public List<Agent> agents() {
        return List.copyOf(agents.values());
    }

    public List<Product> products() {
        return List.copyOf(products.values());
    }

    public Optional<Brand> brand(BrandId id) {
        return Optional.ofNullable(brands.get(id));
    }

    /** The brand of a department of this organisation. */
    public Brand brandOf(Department department) {
        return brand(department.brand()).orElseThrow();
    }

    public Optional<Department> department(DepartmentId id) {
        return Optional.ofNullable(departments.get(id));
    }

    /** The department one of whose addresses this is, plus detail ignored. */
    public Optional<Department> departmentOf(EmailAddress address) {
        return Optional.ofNullable(departmentsByAddress.get(address.withoutDetail()));
    }

    public Optional<Agent> agent(AgentId id) {
        return Optional.ofNullable(agents.get(id));
    }

    /** The agent one of whose addresses this is, plus detail ignored. */
    public Optional<Agent> agentOf(EmailAddress address) {
        return Optional.ofNullable(agentsByAddress.get(address.withoutDetail()));
    }

    public Optional<Product> product(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    /** The products a ticket of this department may be about: its own and those of no department, switched on. */
    public List<Product> productsOf(DepartmentId department) {
        return products.values().stream()
                .filter(product -> product.isOffered(department))
                .toList();
    }

    /** The product offered by this department whose plus word this is, whatever its case. */
    public Optional<Product> productByPlusWord(DepartmentId department, String word) {
        return productsOf(department).stream()
                .filter(product ->
                        product.plusWord().filter(word::equalsIgnoreCase).isPresent())
                .findFirst();
    }

    /** The product that an address names when mail to it comes to this department: by its plus word, else by being an alias. */
    public Optional<Product> productByAddress(DepartmentId department, EmailAddress address) {
        if (departmentOf(address).filter(of -> of.id().equals(department)).isEmpty()) {
            return Optional.empty();
        }
        return address.detail()
                .flatMap(word -> productByPlusWord(department, word))
                .or(() -> productsOf(department).stream()
                        .filter(product -> product.hasAlias(address))
                        .findFirst());
    }

    /** Whether mail sent there comes back to us: an address of a department or of an SMTP account, plus detail ignored. */
    public boolean isOwnAddress(EmailAddress address) {
        return ownAddresses.contains(address.withoutDetail());
    }

    /** Whether this organisation has this group. */
    public boolean has(GroupId group) {
        return department(group.department())
                .flatMap(department -> department.group(group.name()))
                .isPresent();
    }

    /** The agents of a group, in the order of the agents given. */
    public List<Agent> membersOf(GroupId group) {
        return agents.values().stream().filter(agent -> agent.isIn(group)).toList();
    }

    /** The agents with any role in a department, in the order of the agents given. */
    public List<Agent> membersOf(DepartmentId department) {
        return agents.values().stream().filter(agent -> agent.isIn(department)).toList();
    }

    /** The managers of a department. */
    public List<Agent> managersOf(DepartmentId department) {
        return agents.values().stream()
                .filter(agent -> agent.isManagerOf(department))
                .toList();
    }

    /**
     * The department in whose name an agent is written to about no ticket: one of the agent's, else any, since administrators need
     * not work in one. Those that are switched on go first.
     */
    public Optional<Department> senderTo(Agent agent) {
        List<Department> all = departments();
        List<Department> on = all.stream().filter(Department::enabled).toList();
        return Stream.of(on, all)
                .flatMap(some -> Stream.concat(some.stream().filter(one -> agent.isIn(one.id())), some.stream()))
                .findFirst();
    }

    private void checkReferences() {
        for (Department department : departments.values()) {
            require(brands.containsKey(department.brand()), "No brand " + department.brand());
        }
        for (Agent agent : agents.values()) {
            agent.roles().keySet().forEach(id -> require(departments.containsKey(id), "No department " + id));
            agent.groups().forEach(group -> require(has(group), "No group " + group));
            agent.addresses()
                    .forEach(address -> require(departmentOf(address).isEmpty(), address + " is a department's"));
        }
        for (Product product : products.values()) {
            product.department().ifPresent(id -> require(departments.containsKey(id), "No department " + id));
        }
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static Set<EmailAddress> bare(Collection<EmailAddress> addresses) {
        Set<EmailAddress> bare = new LinkedHashSet<>();
        addresses.forEach(address -> bare.add(address.withoutDetail()));
        return bare;
    }

    private static <K, V> Map<K, V> index(Collection<V> values, Function<V, ? extends Collection<K>> keys) {
        Map<K, V> index = new LinkedHashMap<>();
        for (V value : values) {
            for (K key : keys.apply(value)) {
                require(index.putIfAbsent(key, value) == null, key + " occurs twice");
            }
        }
        return index;
    }

    /** What a department is called among the others: with its brand where another one has the same name. */
    public String nameOf(Department department) {
        boolean alone = departments().stream()
                .noneMatch(other ->
                        !other.id().equals(department.id()) && other.name().equals(department.name()));
        return alone ? department.name() : brandOf(department).name() + " " + department.name();
    }
}
