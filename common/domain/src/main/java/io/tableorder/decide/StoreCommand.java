package io.tableorder.decide;

/** A wish about a store. Well-formed when made; whether it is granted depends on the store's state. */
public sealed interface StoreCommand
        permits LifecycleCommand, CatalogueCommand, TableCommand, OrderCommand, OperatorCommand {}
