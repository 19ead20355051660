import { realPorts } from "./real-ports.ts";
import { createWorker } from "./worker.ts";

export default createWorker(realPorts);
