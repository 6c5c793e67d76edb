/** What a job carries: which row to look at. The row is the truth, the job its alarm clock. */
export interface JobData {
  tenantId: string;
  id: string;
}
