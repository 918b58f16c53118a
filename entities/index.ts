import { AccessToken, Heartbeat, JobRun, Unheard } from './housekeeping'
import { AreaCase, AreaIncident } from './AreaIncident'
import { BotQuestion } from './BotQuestion'
import { CardUpdate } from './CardUpdate'
import { Case, CasePerson } from './Case'
import { CheckIn } from './CheckIn'
import { DailyReport } from './DailyReport'
import { DigestLine } from './DigestLine'
import { Duty } from './Duty'
import { Downtime } from './Downtime'
import { LeaveRequest } from './LeaveRequest'
import { ListedCase } from './ListedCase'
import { Message } from './Message'
import {
  Difficulty,
  Feedback,
  HealthNote,
  HelpCall,
  LocationNote,
  NotSeenNote,
  Plan,
  SafetyReport,
} from './notes'
import { Notice, NoticeRecipient } from './Notice'
import { OutboundMessage } from './OutboundMessage'
import { Person } from './Person'
import { Posting } from './Posting'
import { RollCall, RollCallCaller, RollCallEntry, RollCallFigure } from './RollCall'
import { Sms } from './Sms'
import { Village } from './Village'
import { Visit } from './Visit'
import { WorkItem, WorkPart } from './WorkItem'

export { AccessToken, Heartbeat, JobRun, Unheard } from './housekeeping'
export { AreaCase, AreaIncident } from './AreaIncident'
export { BotQuestion } from './BotQuestion'
export { CardUpdate } from './CardUpdate'
export { Case, CasePerson, CASE_KINDS, type CaseKind, type Rung } from './Case'
export { CheckIn } from './CheckIn'
export { DailyReport } from './DailyReport'
export { DigestLine } from './DigestLine'
export { Duty } from './Duty'
export { Downtime } from './Downtime'
export { LeaveRequest } from './LeaveRequest'
export { ListedCase } from './ListedCase'
export { Message } from './Message'
export {
  Difficulty,
  Feedback,
  HealthNote,
  HelpCall,
  LocationNote,
  NotSeenNote,
  Plan,
  SafetyReport,
} from './notes'
export { idsIn, rangesOf } from './idRanges'
export { Notice, NoticeRecipient } from './Notice'
export { OutboundMessage, PURPOSES, type Purpose } from './OutboundMessage'
export { Person } from './Person'
export { CADRE_ROLES, Posting, ROLES, SUPERVISOR_ROLES, TEAM_ROLES, type Role } from './Posting'
export { RollCall, RollCallCaller, RollCallEntry, RollCallFigure } from './RollCall'
export { Sms } from './Sms'
export { SOURCES, Statement, type Source } from './Statement'
export { Village } from './Village'
export { Visit } from './Visit'
export { WorkItem, WorkPart } from './WorkItem'

/** Every statement, so that correcting, withdrawing, exporting and forgetting are written once. */
export const statements = [
  CheckIn,
  WorkItem,
  Plan,
  Difficulty,
  LeaveRequest,
  HealthNote,
  SafetyReport,
  NotSeenNote,
  HelpCall,
  Feedback,
  LocationNote,
]

/** All entities, in the order a newcomer should meet them. */
export const entities = [
  Village,
  Person,
  Posting,
  Message,
  ...statements,
  DailyReport,
  WorkPart,
  Case,
  CasePerson,
  ListedCase,
  AreaIncident,
  AreaCase,
  RollCall,

  RollCallCaller,
  RollCallEntry,
  RollCallFigure,
  Notice,
  NoticeRecipient,
  Visit,
  Duty,
  OutboundMessage,
  CardUpdate,
  Sms,
  BotQuestion,
  DigestLine,
  AccessToken,
  Heartbeat,
  Downtime,
  JobRun,
  Unheard,
]
