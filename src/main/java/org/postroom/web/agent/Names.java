package org.postroom.web.agent;

import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.ticket.Actor;

/**
 * How people and places are called on the page.
 *
 * @param unknown the word for whoever wrote without an address
 */
record Names(Organisation organisation, String unknown) {
    /** An agent's name; the id of one who is not in conf any more. */
    String of(AgentId id) {
        return organisation.agent(id).map(Agent::name).orElse(id.value());
    }

    /** A department's name; the id of one that is not in conf any more. */
    String of(DepartmentId id) {
        return organisation.department(id).map(found -> found.displayName()).orElse(id.value());
    }

    /** A product's name; the id of one that is not in conf any more. */
    String of(ProductId id) {
        return organisation.product(id).map(Product::name).orElse(id.value());
    }

    /** Department and group; the department alone where the group is its front line. */
    String of(GroupId group) {
        Optional<Department> department = organisation.department(group.department());
        String name =
                department.map(organisation::nameOf).orElse(group.department().value());
        boolean front =
                department.filter(found -> found.frontLine().equals(group)).isPresent();
        return front ? name : name + " / " + group.name();
    }

    String of(Actor actor) {
        return switch (actor) {
            case Actor.Agent(AgentId id) -> of(id);
            case Actor.Customer(var address) -> address.value();
            case Actor.Postroom() -> "Postroom";
            case Actor.Unknown() -> unknown;
        };
    }
}
