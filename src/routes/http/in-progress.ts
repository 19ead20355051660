import { SETUP_LEASE_MINUTES } from "../../setup/with-setup-lock.ts";
import { failure } from "./answers.ts";

/**
 * The response to a setup call while another one is under way. @param record the subject of the call; the message
 * begins with it
 */
export const inProgress = (record: string): Response =>
  failure(
    409,
    "setup-in-progress",
    `${record}: outra chamada desta configuração está em andamento, ou ficou sem resposta há pouco; espere que ela responda, ` +
      `ou ${SETUP_LEASE_MINUTES} minutos, e repita: o que já existe é adotado.`,
  );
