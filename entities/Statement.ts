import { PrimaryGeneratedColumn } from 'typeorm'
import { Count, Day, Instant, Reference, Text, Word } from './columns'

/** Who says it, seen from the one it is about; the order is the order of strength. */
export const SOURCES = ['own', 'mate', 'cadre', 'supervisor'] as const
export type Source = (typeof SOURCES)[number]

/**
 * What every statement has: said by X at T in message M, about a day, in these words. Statements are never
 * overwritten: a correction or withdrawal supersedes them, history stays.
 */
export abstract class Statement {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() messageId!: number
  /** Position of the fact in its message: statements of one fact (a party of several people) share it. */
  @Count() factNo!: number
  @Reference() speakerId!: number
  @Word() source!: Source
  /** The team it concerns. */
  @Reference({ nullable: true }) villageId!: number | null
  /** The day it is about. */
  @Day() day!: string
  @Instant() saidAt!: number
  /** The piece of the text it was read from. */
  @Text() words!: string
  @Instant({ nullable: true }) supersededAt!: number | null
  /** The message that corrected or withdrew it. */
  @Reference({ nullable: true }) supersededBy!: number | null
}
