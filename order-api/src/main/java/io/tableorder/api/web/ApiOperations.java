package io.tableorder.api.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.tableorder.api.account.OwnStore;
import io.tableorder.api.idempotency.Write;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Adds to each operation what all of a kind have in common: the token, the headers of writes, the problem document. */
final class ApiOperations implements GlobalOperationCustomizer {

    static final String PROBLEM = "Problem";

    /** This is what a parameter means wherever it has this name. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("store_id", "The store, for chain admins"),
            Map.entry("after", "A position from X-Position: waits up to 2 s until the answer includes it, else 503"),
            Map.entry("at", "The time, ISO 8601, as of which to show the board"),
            Map.entry("from", "The earliest time, ISO 8601"),
            Map.entry("to", "The time, ISO 8601, before which to end"),
            Map.entry("start", "The earliest time, ISO 8601"),
            Map.entry("end", "The time, ISO 8601, before which to end"),
            Map.entry("date", "The business day, YYYY-MM-DD"),
            Map.entry("start_date", "The first day, in the store's time zone"),
            Map.entry("end_date", "The last day, in the store's time zone"),
            Map.entry("bucket", "The length of a bucket: hour"),
            Map.entry("status", "Only orders of this status"),
            Map.entry("limit", "How many to return at most"),
            Map.entry("cursor", "next_cursor of the page before"),
            Map.entry("If-None-Match", "An ETag that the caller has: 304 when nothing changed"),
            Map.entry("removed", "Whether to return the removed tables instead, the latest first"),
            Map.entry("order_id", "The order"),
            Map.entry("call_id", "The call"),
            Map.entry("option_id", "The option of the dish"),
            Map.entry("item_id", "The line of the order"),
            Map.entry("table_id", "The table"),
            Map.entry("menu_id", "The dish"),
            Map.entry("category_id", "The category"),
            Map.entry("station_id", "The station"),
            Map.entry("printer_id", "The printer"),
            Map.entry("picture_id", "The picture: the SHA-256 of its bytes"),
            Map.entry("name", "A part of the dish's name"),
            Map.entry("page", "The page that is logged in, so that others of the browser may be so as somebody else"),
            Map.entry("account_id", "The account"),
            Map.entry("account", "The account that it concerns"),
            Map.entry("chain_id", "The chain"),
            Map.entry("device_id", "The login on one device, as the list of devices names it"));

    /** Those of guests, who never name a store. */
    private static final Set<Class<?>> OF_TABLES = Set.of(CustomerOrderController.class, CustomerCallController.class);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Set<Class<?>> arguments = Arrays.stream(handler.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .collect(Collectors.toUnmodifiableSet());
        boolean write = arguments.contains(Write.class)
                || (arguments.contains(Caller.class) && arguments.contains(HttpServletRequest.class));
        if (write || arguments.contains(OwnStore.class) || arguments.contains(Caller.class)) {
            operation.addSecurityItem(new SecurityRequirement().addList(ApiDocs.BEARER));
        }
        boolean ofTable = OF_TABLES.contains(handler.getBeanType());
        if (!ofTable && (arguments.contains(Write.class) || arguments.contains(OwnStore.class))) {
            operation.addParametersItem(parameter("query", "store_id", "The store, for chain admins"));
        }
        if (write) {
            operation.addParametersItem(parameter(
                    "header", Write.IDEMPOTENCY_KEY, "The same key and body get the first answer again, for 24 hours"));
        }
        operation.getResponses().addApiResponse("default", ApiErrors.problem("What is wrong, and what to do about it"));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiOperations::describe);
        }
        return operation;
    }

    private static void describe(Parameter parameter) {
        if (parameter.getSchema() == null) {
            parameter.setSchema(new StringSchema());
        }
        if (parameter.getDescription() == null) {
            parameter.setDescription(MEANINGS.get(parameter.getName()));
        }
    }

    private static Parameter parameter(String in, String name, String description) {
        return new Parameter()
                .in(in)
                .name(name)
                .description(description)
                .required(false)
                .schema(new StringSchema());
    }

    static Schema<?> problemSchema() {
        StringSchema codes = new StringSchema();
        Arrays.stream(ErrorCode.values()).map(Enum::name).forEach(codes::addEnumItem);
        Schema<?> error =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("error_code", codes)
                .addProperty("request_id", new StringSchema())
                .addProperty("errors", new ArraySchema().items(error))
                .addRequiredItem("type")
                .addRequiredItem("title")
                .addRequiredItem("status")
                .addRequiredItem("detail")
                .addRequiredItem("error_code")
                .addRequiredItem("request_id");
    }
}
