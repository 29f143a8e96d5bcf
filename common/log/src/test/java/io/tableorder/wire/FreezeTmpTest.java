package io.tableorder.wire;
import io.tableorder.fixture.Frozen;
import java.nio.file.*;
import org.junit.jupiter.api.Test;
class FreezeTmpTest {
    @Test void freeze() throws Exception {
        Path folder = Path.of("src/test/resources/frozen");
        for (var e : Frozen.entriesByFile().entrySet()) {
            Path file = folder.resolve(e.getKey());
            if (!Files.exists(file)) { Files.write(file, e.getValue().record().value()); Files.write(Path.of("target/test-classes/frozen").resolve(e.getKey()), e.getValue().record().value()); }
        }
    }
}
