variable "osaka" {
  type    = string
  default = "ap-northeast-3"
}

variable "database_password" {
  type      = string
  sensitive = true
}

variable "fail" {
  type    = bool
  default = false
}

resource "aws_s3_bucket" "logs_tokyo" {
  bucket = "shop-logs-tokyo"
  tags   = { "cost center" = "42" }
}

resource "aws_s3_bucket" "logs_osaka" {
  provider = aws.osaka
  bucket   = "shop-logs-osaka"
}

resource "aws_s3_bucket_versioning" "logs_tokyo" {
  bucket = aws_s3_bucket.logs_tokyo.id
  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_versioning" "logs_osaka" {
  provider = aws.osaka
  bucket   = aws_s3_bucket.logs_osaka.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = false
  attribute {
    name = "id"
    type = "S"
  }
  replica {
    region_name            = var.osaka
    point_in_time_recovery = true
  }
}

resource "aws_kms_key" "main" {
  description         = "Everything of the shop"
  multi_region        = true
  enable_key_rotation = true
}

resource "aws_sqs_queue" "work" {
  for_each = toset(["mail", "pdf"])
  name     = each.key
}

moved {
  from = aws_sqs_queue.before
  to   = aws_sqs_queue.after
}

resource "aws_sqs_queue" "after" {
  name = "moved"
}

resource "aws_sns_topic" "alerts" {
  count = 1
  name  = "alerts-${count.index}"
}

removed {
  from = aws_sns_topic.kept
  lifecycle {
    destroy = false
  }
}

import {
  to = aws_s3_bucket.found
  id = "made-by-hand"
}

resource "aws_s3_bucket" "found" {
  provider = aws.osaka
  bucket   = "made-by-hand"
}

resource "aws_ssm_parameter" "password" {
  name  = "/shop/password"
  type  = "SecureString"
  value = var.database_password
}

resource "aws_ssm_parameter" "replaced" {
  name           = "/shop/after"
  type           = "String"
  insecure_value = "canary-insecure-value of a token"
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role" "app" {
  name = "shop-app"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } },
    ]
  })
}

resource "terraform_data" "settings" {
  input = { password = var.database_password, size = 2 }
}

resource "aws_lambda_function" "app" {
  function_name = "app"
  role          = aws_iam_role.app.arn
  handler       = "app.handler"
  runtime       = "python3.12"
  s3_bucket     = "shop-code"
  s3_key        = "app.zip"
  environment {
    variables = { STRIPE = "canary-lambda-variable" }
  }
}

resource "aws_ecs_task_definition" "app" {
  provider = aws.osaka
  family   = "app"
  container_definitions = jsonencode([{
    name        = "app"
    image       = "app:1"
    environment = [{ name = "STRIPE", value = "canary-container-variable" }]
  }])
}

resource "aws_launch_template" "app" {
  name      = "app"
  user_data = base64encode("#!/bin/sh\nexport TOKEN=canary-user-data\n")
}

data "aws_s3_bucket" "fails" {
  count  = var.fail ? 1 : 0
  bucket = "there-is-no-such-bucket"
}

check "password_is_long" {
  assert {
    condition     = length(var.database_password) > 200
    error_message = "The password is short."
  }
}

output "password" {
  value     = var.database_password
  sensitive = true
}
