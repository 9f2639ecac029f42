// How a list is read page by page: at most so many, after the last one of the page before.
import * as z from "zod";

export const pageQuery = z.object({
  after: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
