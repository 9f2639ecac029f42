// How a list is read page by page: at most so many, after the last one of the page before. And the ids that owners give.
import * as z from "zod";

export const pageQuery = z.object({
  after: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const ownId = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u,
    "at most 100 letters, digits, dots, hyphens and underscores, not a mark first",
  );
