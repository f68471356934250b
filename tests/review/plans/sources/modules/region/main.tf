terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "city" { type = string }
variable "zone" { type = string }
variable "status" { type = string }
variable "queues" { type = map(number) }

resource "aws_vpc" "this" {
  count      = 1
  cidr_block = var.city == "tokyo" ? "10.81.0.0/16" : "10.83.0.0/16"
}

resource "aws_subnet" "zone" {
  for_each          = toset([var.zone])
  vpc_id            = aws_vpc.this[0].id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.this[0].cidr_block, 4, 1)
}

resource "aws_s3_bucket" "data" {
  bucket = "shop-data-${var.city}"
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id
  versioning_configuration {
    status = var.status
  }
}

resource "aws_sqs_queue" "work" {
  for_each                   = var.queues
  name                       = each.key
  visibility_timeout_seconds = each.value
}
