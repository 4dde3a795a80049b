// Package gormdb has transactions whose error is a field of theirs.
package gormdb

import (
	"errors"

	"gorm.io/gorm"
)

type item struct{ Name string }

func fieldErrorOk(db *gorm.DB) error {
	tx := db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()
	if err := tx.Create(&item{}).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func fieldErrorVariableOk(db *gorm.DB) error {
	tx := db.Begin()
	if err := tx.Error; err != nil {
		return err
	}
	if err := tx.Create(&item{}).Error; err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func recoveringOk(db *gorm.DB) error {
	tx := db.Begin()
	defer func() {
		if r := recover(); r != nil {
			tx.Rollback()
		}
	}()
	if err := tx.Error; err != nil {
		return err
	}
	if err := tx.Create(&item{}).Error; err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func createFailsBad(db *gorm.DB) error {
	tx := db.Begin() // want `transaction from .*Begin is not committed or rolled back`
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(&item{}).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func lookedUpBad(db *gorm.DB, name string) error {
	tx := db.Begin() // want `transaction from .*Begin is not committed or rolled back`
	var it item
	if tx.Where("name = ?", name).First(&it).Error == nil {
		return errors.New("exists")
	}
	if err := tx.Create(&item{name}).Error; err != nil {
		tx.Rollback()
		return err
	}
	tx.Commit()
	return nil
}

func callbackOk(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error {
		return tx.Create(&item{}).Error
	})
}

func returnedOk(db *gorm.DB) *gorm.DB { return db.Begin() }

func rowsBad(db *gorm.DB) error {
	rows, err := db.Model(&item{}).Rows() // want `rows from .*Rows (is|are) not closed`
	if err != nil {
		return err
	}
	for rows.Next() {
		var it item
		if err := db.ScanRows(rows, &it); err != nil {
			return err
		}
	}
	return rows.Err()
}

func rowsOk(db *gorm.DB) error {
	rows, err := db.Model(&item{}).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var it item
		if err := db.ScanRows(rows, &it); err != nil {
			return err
		}
	}
	return rows.Err()
}
