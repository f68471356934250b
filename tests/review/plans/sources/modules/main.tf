module "tokyo" {
  source    = "./region"
  providers = { aws = aws }
  city      = "tokyo"
  zone      = "ap-northeast-1a"
  status    = var.status
  queues    = { receipts = 30, labels = 60 }
}

module "osaka" {
  source    = "./region"
  providers = { aws = aws.osaka }
  city      = "osaka"
  zone      = "ap-northeast-3a"
  status    = "Enabled"
  queues    = { receipts = 30, labels = 60 }
}

variable "osaka" {
  type    = string
  default = "ap-northeast-3"
}

variable "status" {
  type    = string
  default = "Enabled"
}
