/**
 * In charge of views: lists of tickets that agents keep for themselves, their department or everyone (SPEC F7). A view is a
 * name and a line of criteria, which can be typed into the search field as well.
 *
 * <p>What a line says is worked out for whoever looks, each time anew; it narrows what {@code agent.Policy} lets that agent see
 * and never widens it. Finding the tickets is {@code ticket.TicketLists}' affair.
 */
@NullMarked
package org.postroom.view;

import org.jspecify.annotations.NullMarked;
