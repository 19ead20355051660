/** The static files of a Worker that has none: nothing in a simulation asks for a page. */
export const noAssets: Fetcher = {
  fetch: async () => new Response(null, { status: 404 }),
  connect: () => {
    throw new Error("assets have no sockets");
  },
};
