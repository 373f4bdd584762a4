package org.postroom.ticket;

import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.ProductId;

/**
 * How many tickets of a department are about a product.
 *
 * @param product empty: those about none
 * @param active those whose state is active
 * @param all of whatever state
 */
public record ProductCount(DepartmentId department, Optional<ProductId> product, long active, long all) {}
