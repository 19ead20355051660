/** Ports of this machine: where another program listens, ours must not start, and no token may be sent. */
import { createServer } from "node:net";
import { wrongLine } from "./command-line.ts";

/** Whether nothing listens at a port of 127.0.0.1. Port 0 stands for any free one. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}

export const takenWords = (port: number): string =>
  `port ${port} of 127.0.0.1 is taken by another program: end it, or choose another port`;

/** Ends the process with the words for each port that is taken. @param ports option of the command line → port */
export async function needPorts(ports: Readonly<Record<string, number>>): Promise<void> {
  const taken: string[] = [];
  for (const [option, port] of Object.entries(ports))
    if (!(await isFree(port))) taken.push(`${takenWords(port)} (${option})`);
  if (taken.length > 0) wrongLine(taken.join("\n"));
}
