package io.tableorder.projector;

import io.tableorder.operability.ApiDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {

    @Test
    void the_document_describes_what_the_service_serves() throws Exception {
        ApiDocument.assertDescribes(Path.of("..", "docs", "openapi-order-projector.yaml"), "io.tableorder.projector");
    }
}
