package io.tableorder.event;

/**
 * An event is a fact about a store. One store's facts have one order; each says all a reader needs to apply it.
 *
 * <p>Adding a fact means: a record here, a name in the registry of {@code io.tableorder.wire}, a JSON Schema, a frozen
 * example, and a case in every fold, which the compiler asks for.
 */
public sealed interface StoreEvent
        permits StoreLifecycleEvent,
                CatalogueEvent,
                StationEvent,
                PrinterEvent,
                TableEvent,
                SessionEvent,
                OrderEvent,
                CallEvent,
                OperatorEvent {

    /** Returns the id of what the fact is about: that of an order, call, table, session, item, category, station, printer or store. */
    String subject(String storeId);
}
